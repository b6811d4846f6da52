/** A trace sink: every event as a line of JSON in rotated files, with a bound on disk. */
@NullMarked
package org.livechat.plugin.tracejsonl;

import org.jspecify.annotations.NullMarked;
