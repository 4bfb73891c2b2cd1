/** Tests of reading files of versions at any place: which requests that takes, and what it is held to. */
package io.mlplatform.reading;
