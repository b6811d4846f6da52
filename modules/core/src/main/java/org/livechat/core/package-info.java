/** The control plane as its front ends see it: sessions that make requests and outboxes that take events. */
@NullMarked
package org.livechat.core;

import org.jspecify.annotations.NullMarked;
