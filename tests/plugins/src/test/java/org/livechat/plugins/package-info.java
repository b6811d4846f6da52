/** Plug-ins as their authors make them: from the guide alone, in the stock distribution. */
@NullMarked
package org.livechat.plugins;

import org.jspecify.annotations.NullMarked;
