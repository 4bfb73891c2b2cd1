/** Attacks on what lies in a bucket, on folders that are fetched into, and on who reads logs; see docs/threat-model.md. */
@NullMarked
package io.mlplatform.attacks;

import org.jspecify.annotations.NullMarked;
