/** The kinds of parts there are, and providers of them with where they came from. */
@NullMarked
package org.livechat.server.provider;

import org.jspecify.annotations.NullMarked;
