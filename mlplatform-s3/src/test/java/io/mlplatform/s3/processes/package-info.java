/** Publishers in processes of their own: side by side, and killed. */
package io.mlplatform.s3.processes;
