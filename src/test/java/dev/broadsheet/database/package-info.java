@NullMarked
package dev.broadsheet.database;

import org.jspecify.annotations.NullMarked;
