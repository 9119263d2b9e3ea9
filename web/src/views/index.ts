import type { View } from '../page.ts';
import { classes } from './classes.ts';
import { correlations } from './correlations.ts';
import { curves } from './curves.ts';
import { flow } from './flow.ts';
import { network } from './network.ts';
import { neurons } from './neurons.ts';
import { runs } from './runs.ts';
import { summary } from './summary.ts';

/** The views, as the tabs show them. */
export const views: View[] = [network, flow, curves, correlations, classes, neurons, summary, runs];
