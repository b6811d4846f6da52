/** The command that writes the folder of a new plug-in, from templates. */
@NullMarked
package org.livechat.server.newplugin;

import org.jspecify.annotations.NullMarked;
