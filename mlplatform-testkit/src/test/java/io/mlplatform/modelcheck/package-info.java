/**
 * A model of the commit and collection protocol (format, sections 2, 5, 6 and 9), and an explicit-state search that looks
 * at every order of its steps. It shares no code with the library: it checks the page, not the classes.
 */
@NullMarked
package io.mlplatform.modelcheck;

import org.jspecify.annotations.NullMarked;
