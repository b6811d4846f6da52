/** The trace: modules publish into its bus, operators read it as Server-Sent Events. */
@NullMarked
package org.livechat.trace;

import org.jspecify.annotations.NullMarked;
