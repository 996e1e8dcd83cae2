namespace Rung.Planner.ClosedForms;

/// <summary>Linear equations by elimination with the largest pivot of the column; up to a few hundred unknowns.</summary>
static class Linear
{
    /// <summary>x of rows·x = right; null where the rows do not determine it. Arguments are left as they were.</summary>
    internal static double[]? Solve(double[][] rows, double[] right) =>
        Solve(rows, [.. right.Select(value => new[] { value })])?.Select(row => row[0]).ToArray();

    /// <summary>The same for several right-hand sides at once.</summary>
    internal static double[][]? Solve(double[][] rows, double[][] right)
    {
        var n = rows.Length;
        var left = rows.Select(row => (double[])row.Clone()).ToArray();
        var solved = right.Select(row => (double[])row.Clone()).ToArray();
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++) if (Math.Abs(left[row][column]) > Math.Abs(left[pivot][column])) pivot = row;
            if (left[pivot][column] == 0) return null;
            (left[column], left[pivot], solved[column], solved[pivot]) = (left[pivot], left[column], solved[pivot], solved[column]);
            for (var row = 0; row < n; row++)
            {
                if (row == column || left[row][column] == 0) continue;
                var factor = left[row][column] / left[column][column];
                for (var k = column; k < n; k++) left[row][k] -= factor * left[column][k];
                for (var k = 0; k < solved[row].Length; k++) solved[row][k] -= factor * solved[column][k];
            }
        }
        for (var row = 0; row < n; row++)
            for (var k = 0; k < solved[row].Length; k++)
            {
                solved[row][k] /= left[row][row];
                if (!double.IsFinite(solved[row][k])) return null;
            }
        return solved;
    }

    internal static double[][] Identity(int n)
    {
        var rows = new double[n][];
        for (var i = 0; i < n; i++) (rows[i] = new double[n])[i] = 1;
        return rows;
    }
}
