/** What a server keeps beyond its end: channels, mutes, blocks, messages, bursts. */
@NullMarked
package org.livechat.api.store;

import org.jspecify.annotations.NullMarked;
