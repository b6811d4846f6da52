/** People who talk and listen by libwebrtc, the engine of the browsers, without a browser around it. */
@NullMarked
package org.livechat.libwebrtc;

import org.jspecify.annotations.NullMarked;
