namespace Coterie.Communities;

/// <summary>The assignment problem: pairs rows with columns, each at most once, so that the weights of the pairs add up to most.</summary>
/// <remarks>
/// The Hungarian method with potentials: one shortest augmenting path for each row (Kuhn 1955, Munkres 1957). A missing pair weighs 0.
/// </remarks>
internal static class Assignment
{
    /// <summary>Finds the assignment of the largest total weight. Cost: O(rows² · columns).</summary>
    /// <param name="weights">rows × columns, none negative, with at least as many columns as rows.</param>
    /// <returns>The column of each row.</returns>
    public static int[] Heaviest(double[,] weights)
    {
        int rows = weights.GetLength(0), columns = weights.GetLength(1);
        double[] rowPotential = new double[rows], columnPotential = new double[columns];
        int[] rowOf = new int[columns];
        rowOf.AsSpan().Fill(-1);
        for (int row = 0; row < rows; row++) Augment(row);
        int[] columnOf = new int[rows];
        for (int column = 0; column < columns; column++)
        {
            if (rowOf[column] >= 0) columnOf[rowOf[column]] = column;
        }
        return columnOf;

        // Dijkstra's algorithm over the columns, from a free row to the nearest free column; then the pairs along the path change over.
        void Augment(int start)
        {
            double[] distance = new double[columns];
            distance.AsSpan().Fill(double.PositiveInfinity);
            int[] from = new int[columns];
            from.AsSpan().Fill(-1);
            bool[] isReached = new bool[columns];
            int row = start, last = -1;
            do
            {
                double step = double.PositiveInfinity;
                int nearest = -1;
                for (int column = 0; column < columns; column++)
                {
                    if (isReached[column]) continue;
                    double reduced = -weights[row, column] - rowPotential[row] - columnPotential[column];
                    if (reduced < distance[column]) (distance[column], from[column]) = (reduced, last);
                    if (distance[column] < step) (step, nearest) = (distance[column], column);
                }
                rowPotential[start] += step;
                for (int column = 0; column < columns; column++)
                {
                    if (isReached[column])
                    {
                        rowPotential[rowOf[column]] += step;
                        columnPotential[column] -= step;
                    }
                    else
                    {
                        distance[column] -= step;
                    }
                }
                isReached[nearest] = true;
                last = nearest;
                row = rowOf[nearest];
            }
            while (row >= 0);
            for (int column = last; column >= 0; column = from[column]) rowOf[column] = from[column] < 0 ? start : rowOf[from[column]];
        }
    }
}
