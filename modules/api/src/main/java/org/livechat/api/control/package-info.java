/** The control plane as those see it who let clients in or operate the server: sessions, channels, events. */
@NullMarked
package org.livechat.api.control;

import org.jspecify.annotations.NullMarked;
