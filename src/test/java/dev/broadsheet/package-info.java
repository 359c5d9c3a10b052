/** Tests of the whole app: its start, its package dependencies and its OpenAPI document. */
@NullMarked
package dev.broadsheet;

import org.jspecify.annotations.NullMarked;
