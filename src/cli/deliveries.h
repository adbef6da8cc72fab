// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that end in a video have in common: carrying the order out, falling back, and saying what came of
// it.
#pragma once

#include "cli/commands.h"
#include "cli/workplace.h"
#include "flow/deliver.h"
#include "flow/message.h"

#include <string>

namespace takt::cli {

/// Delivers; when the service's plan or credits do not allow the render and `fall_back` is set, renders the same draft
/// here. Without it the error says how.
[[nodiscard]] flow::Delivered deliver_or_fall_back(const flow::Project& project, const flow::Order& order,
                                                   const Workplace& workplace, const flow::Place& place, bool fall_back,
                                                   const Surroundings& with);

/// The result on stdout (a path, or takt.render/1), what there is to say about it on stderr.
void show(const flow::Delivered& delivered, const flow::Order& order, const Globals& globals);

/// What carrying the order out at a service would send and cost; asks nobody but the journal.
[[nodiscard]] flow::HandOffEstimate hand_off_of(const flow::Project& project, const flow::Order& order,
                                                const flow::Place& place);
/// What leaves this machine, before it does; with --dry-run on stdout.
void show_hand_off(const flow::HandOffEstimate& estimate, const std::string& service, const Globals& globals);

}  // namespace takt::cli
