import type { Route } from '../http/route';
import { accountRoutes } from '../routes/account-routes';
import { commitRoutes } from '../routes/commit-routes';
import { compareRoutes } from '../routes/compare-routes';
import { labelRoutes } from '../routes/label-routes';
import { mergeRoutes } from '../routes/merge-routes';
import { pullRoutes } from '../routes/pull-routes';
import { refRoutes } from '../routes/ref-routes';
import { repositoryRoutes } from '../routes/repository-routes';
import { statusRoutes } from '../routes/status-routes';
import { treeRoutes } from '../routes/tree-routes';
/** Everything that the server answers. The first that fits is taken. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...repositoryRoutes,
  ...refRoutes,
  ...commitRoutes,
  ...treeRoutes,
  ...compareRoutes,
  ...pullRoutes,
  ...mergeRoutes,
  ...labelRoutes,
  ...statusRoutes,
];
