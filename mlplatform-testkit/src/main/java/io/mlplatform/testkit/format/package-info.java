/**
 * A second reader of the storage format, written from its page alone: it shares no class with the writer, so that a
 * folder which both understand is understood by the page.
 */
@NullMarked
package io.mlplatform.testkit.format;

import org.jspecify.annotations.NullMarked;
