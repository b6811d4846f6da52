/** What is known of each client's ways once a second, for operators and for the key figures of TS 22.179. */
@NullMarked
package org.livechat.media.quality;

import org.jspecify.annotations.NullMarked;
