/** Plug-in folders: one module layer each, checked while it is loaded, refused by name and reason. */
@NullMarked
package org.livechat.server.plugin;

import org.jspecify.annotations.NullMarked;
