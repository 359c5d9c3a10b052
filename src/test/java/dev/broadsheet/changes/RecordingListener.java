package dev.broadsheet.changes;

import dev.broadsheet.kernel.events.ChangeFeed;
import dev.broadsheet.kernel.events.LoggedChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records its calls in order: the slugs of changes, and the other calls by their names in brackets. */
@ApplicationScoped
class RecordingListener implements ChangeFeed.Listener {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<LoggedChange> changes = new CopyOnWriteArrayList<>();

    @Override
    public void onChanges(List<LoggedChange> news) {
        changes.addAll(news);
        news.forEach(change -> calls.add(String.valueOf(change.name())));
        if (news.stream().anyMatch(change -> String.valueOf(change.name()).startsWith("indigestible"))) {
            throw new IllegalArgumentException("Too much for me, as the test wants it.");
        }
    }

    @Override
    public void onConnectionLost(String reason) {
        calls.add("[lost]");
    }

    @Override
    public void onChangesMissed() {
        calls.add("[missed]");
    }

    @Override
    public void onCaughtUp() {
        calls.add("[caught up]");
    }

    /** The current number of calls, for {@link #since}. */
    int now() {
        return calls.size();
    }

    List<String> since(int mark) {
        return calls.subList(mark, calls.size());
    }

    List<LoggedChange> changes() {
        return List.copyOf(changes);
    }
}
