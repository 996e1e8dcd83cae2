namespace Rung.Planner.ClosedForms;

/// <summary>A small dense matrix, as wide as a level of states.</summary>
sealed class Block
{
    readonly double[][] rows;
    readonly int columns;

    internal Block(int rows, int columns) : this([.. Enumerable.Range(0, rows).Select(_ => new double[columns])], columns) { }

    Block(double[][] rows, int columns) => (this.rows, this.columns) = (rows, columns);

    internal static Block Identity(int n) => new(Linear.Identity(n), n);

    internal int Rows => rows.Length;

    internal double this[int row, int column]
    {
        get => rows[row][column];
        set => rows[row][column] = value;
    }

    internal double Sum => rows.Sum(row => row.Sum());

    public static Block operator *(Block left, double by) => Each(left, value => value * by);

    public static Block operator -(Block block) => Each(block, value => -value);

    public static Block operator +(Block left, Block right) => Each(left, right, (a, b) => a + b);

    public static Block operator -(Block left, Block right) => Each(left, right, (a, b) => a - b);

    public static Block operator *(Block left, Block right)
    {
        var product = new Block(left.Rows, right.columns);
        for (var i = 0; i < left.Rows; i++)
            for (var k = 0; k < left.columns; k++)
            {
                var by = left.rows[i][k];
                if (by == 0) continue;
                for (var j = 0; j < right.columns; j++) product.rows[i][j] += by * right.rows[k][j];
            }
        return product;
    }

    /// <summary>left · right⁻¹.</summary>
    public static Block operator /(Block left, Block right) =>
        new Block(Linear.Solve(Turned(right), Turned(left)) ?? throw new ArithmeticException("A level of states has no steady state."), left.Rows).Transposed;

    Block Transposed => new(Turned(this), Rows);

    static double[][] Turned(Block block) => [.. Enumerable.Range(0, block.columns).Select(column => block.rows.Select(row => row[column]).ToArray())];

    static Block Each(Block block, Func<double, double> of) => new([.. block.rows.Select(row => row.Select(of).ToArray())], block.columns);

    static Block Each(Block left, Block right, Func<double, double, double> of) => new([.. left.rows.Zip(right.rows, (a, b) => a.Zip(b, of).ToArray())], left.columns);
}
