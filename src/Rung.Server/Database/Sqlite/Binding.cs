using System.Linq.Expressions;

namespace Rung.Server.Database.Sqlite;

/// <summary>
/// Binds a whole row to its places, by code made once for each table: every value goes from its property to SQLite without
/// becoming an object on the way.
/// </summary>
static class Binding
{
    static readonly Type[] Plain = [typeof(long), typeof(int), typeof(bool), typeof(double), typeof(DateOnly), typeof(DateTimeOffset), typeof(Guid)];

    /// <summary>What binds a row of the table; the second argument is the place of its first column.</summary>
    public static Action<Statement, int, object> Of(Table table)
    {
        var (statement, first, given) = (Expression.Parameter(typeof(Statement)), Expression.Parameter(typeof(int)), Expression.Parameter(typeof(object)));
        var row = Expression.Variable(table.Type);
        var binds = new List<Expression> { Expression.Assign(row, Expression.Convert(given, table.Type)) };
        var place = 0;
        foreach (var slot in table.Slots)
            foreach (var column in slot.Columns)
                binds.Add(Bind(Expression.Property(row, slot.Property), slot, column, Expression.Add(first, Expression.Constant(place++))));
        return Expression.Lambda<Action<Statement, int, object>>(Expression.Block([row], binds), statement, first, given).Compile();

        Expression Bind(Expression value, Slot slot, Column column, Expression at)
        {
            if (value.Type == typeof(string)) return Call(value);
            if (Nullable.GetUnderlyingType(value.Type) is null) return Whole(value);
            return Expression.IfThenElse(Expression.Property(value, nameof(Nullable<int>.HasValue)), Whole(Expression.Property(value, nameof(Nullable<int>.Value))),
                Expression.Call(statement, nameof(Statement.Empty), null, at));

            Expression Whole(Expression value) =>
                value.Type == typeof(Money) ? Call(column.Stored == typeof(long) ? Expression.Property(value, nameof(Money.Minor)) : Expression.Property(Expression.Property(value, nameof(Money.Currency)), nameof(Currency.Code)))
                : Conventions.IsId(value.Type) ? Call(Expression.Property(value, nameof(Id<>.Value)))
                : Plain.Contains(value.Type) ? Call(value)
                : Call(Expression.Invoke(Expression.Constant(column.Get), row));

            Expression Call(Expression value) => Expression.Call(statement, typeof(Statement).GetMethod(nameof(Statement.Bind), [typeof(int), value.Type])!, at, value);
        }
    }
}
