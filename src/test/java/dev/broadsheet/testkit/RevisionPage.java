package dev.broadsheet.testkit;

import dev.broadsheet.articles.revisions.RevisionView;
import dev.broadsheet.kernel.paging.Page;
import java.util.List;

/** A page of the revisions of an article. */
public record RevisionPage(List<RevisionView> data, Page.Info page) {}
