/** Who a token speaks for: the shared secret, JSON Web Tokens, and the authenticators of plug-ins in their order. */
@NullMarked
package org.livechat.server.access;

import org.jspecify.annotations.NullMarked;
