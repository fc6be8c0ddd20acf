using System.Reflection;
using Provenance.Engine.Analysis;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Analysis;

public sealed class MergedCellsTests
{
    private static readonly LifeCell Dead = new(86_400, 172_800, Label.Agent, ScopeClass.Ships, new Amount(10, 8)) { Cause = DeathCause.Deleted, CloneUnits = 2, Agents = "claude" };

    /// <summary>Amounts are added up; everything else tells cells apart.</summary>
    private static readonly string[] Amounts = [nameof(LifeCell.Authored), nameof(LifeCell.CloneUnits), nameof(LifeCell.Compiled), nameof(LifeCell.Shipped), nameof(LifeCell.Reachable), nameof(LifeCell.Referenced)];

    [Fact]
    public void EqualCells_AreOneWithTheSumOfTheirAmounts()
    {
        var living = new LifeCell(86_400, null, Label.Agent, ScopeClass.Ships, new Amount(7, 5)) { Compiled = new Amount(4, 4), Shipped = new Amount(3, 3), Reachable = new Amount(2, 2), Referenced = new Amount(1, 1) };

        var merged = Merge([Dead, living, Dead, living, Dead]);

        Assert.Equal(
            [
                Dead with { Authored = new Amount(30, 24), CloneUnits = 6 },
                living with { Authored = new Amount(14, 10), Compiled = new Amount(8, 8), Shipped = new Amount(6, 6), Reachable = new Amount(4, 4), Referenced = new Amount(2, 2) },
            ],
            merged);
    }

    /// <summary>A field that is added to cells later is found here.</summary>
    [Fact]
    public void CellsThatDifferInOneField_StayApart()
    {
        foreach (var property in typeof(LifeCell).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !Amounts.Contains(property.Name)))
        {
            object other = Dead;
            property.SetValue(other, Another(property.GetValue(Dead), Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));

            Assert.Equal([Dead, (LifeCell)other], Merge([Dead, (LifeCell)other]));
        }
    }

    [Fact]
    public void ManyCells_AreAllKept()
    {
        var cells = Enumerable.Range(0, 10_000).Select(second => Dead with { BirthSeconds = second }).ToArray();

        Assert.Equal(cells, Merge([.. cells]));
        Assert.Equal(cells.Select(cell => cell with { Authored = cell.Authored + cell.Authored, CloneUnits = 4 }), Merge([.. cells, .. cells.Reverse()]));
    }

    private static object Another(object? value, Type type) => value switch
    {
        bool flag => !flag,
        long number => number + 1,
        string text => text + " codex",
        Enum => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value)),
        null when type == typeof(string) => "a model",
        null when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
        _ => throw new InvalidOperationException($"{type} is new here."),
    };

    private static LifeCell[] Merge(LifeCell[] cells)
    {
        var merged = new MergedCells(0);
        foreach (var cell in cells)
        {
            merged.Add(cell);
        }

        return [.. merged.ToImmutable()];
    }
}
