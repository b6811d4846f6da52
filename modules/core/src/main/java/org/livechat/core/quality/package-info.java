/** How well channels do by the key figures of TS 22.179 6.15: what is measured, where it is kept, and when it is too bad. */
@NullMarked
package org.livechat.core.quality;

import org.jspecify.annotations.NullMarked;
