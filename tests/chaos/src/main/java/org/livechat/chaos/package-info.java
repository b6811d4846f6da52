/**
 * Hundreds of clients of a server that do what they like, by a seed: they come, talk, interrupt, wait, crash and come back, over networks
 * that lose packets, while operators intervene and the server is killed now and then. Each follows the rules that it has been promised; when all
 * have gone, nothing of them may be left in the server.
 */
@NullMarked
package org.livechat.chaos;

import org.jspecify.annotations.NullMarked;
