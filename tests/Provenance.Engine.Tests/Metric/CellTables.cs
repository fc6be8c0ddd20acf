using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Metric;

/// <summary>Cells that the tests of this folder are made of.</summary>
internal static class CellTables
{
    public const long Day = 86_400;
    public const long End = 1_700_000_000;

    public static readonly MetricOptions Everything = new(0, null, End);
    public static readonly MetricOptions Compiled = new(30, 365, End) { Evidence = EvidenceKind.Compiled };

    private static readonly DeathCause[] Causes = [DeathCause.Modified, DeathCause.Deleted, DeathCause.FileRemoved, DeathCause.MovedOut];

    /// <summary>Any mixture of labels, scopes, causes, ages and overlays; times repeat, so that ties and shared days occur.</summary>
    public static Gen<LifeCell> AnyCell { get; } =
        from ageDays in Gen.Choose(0, 420)
        from second in Gen.Elements(0, 0, 1, 40_000)
        from lifeDays in Gen.Choose(0, 300)
        from dies in Gen.Elements(true, false)
        from cause in Gen.Elements(Causes)
        from label in Gen.Elements(Label.Agent, Label.Agent, Label.Mixed, Label.Human, Label.Unknown)
        from before in Gen.Elements<Label?>(null, null, Label.Agent, Label.Unknown)
        from scope in Gen.Elements(ScopeClass.Ships, ScopeClass.Ships, ScopeClass.Ships, ScopeClass.Test)
        from tier in Gen.Elements(Tier.Asserted, Tier.Platform)
        from agents in Gen.Elements(null, "claude", "claude cursor")
        from truncated in Gen.Elements(false, false, false, true)
        from corrective in Gen.Elements(false, true)
        from weight in Gen.Choose(0, 40)
        from clones in Gen.Choose(0, 5)
        from compiled in Gen.Choose(0, 40)
        let birth = End - (ageDays * Day) - second
        let death = dies && birth + (lifeDays * Day) <= End ? birth + (lifeDays * Day) : (long?)null
        select new LifeCell(birth, death, label, scope, new Amount(weight + clones, weight))
        {
            LabelBeforeOverlay = before,
            Tier = tier,
            Agents = agents,
            LeftTruncated = truncated,
            Corrective = death is not null && corrective,
            Cause = death is null ? DeathCause.None : cause,
            KilledBy = death is null ? null : Label.Human,
            CloneUnits = clones,
            Compiled = death is null ? new Amount(Math.Min(weight, compiled), Math.Min(weight, compiled)) : default,
        };

    public static Arbitrary<LifeCell[]> AnyTable { get; } = AnyCell.ArrayOf().Resize(120).ToArbitrary();

    public static LifeCell Living(long birth, long weight, Label label = Label.Agent) =>
        new(birth, null, label, ScopeClass.Ships, new Amount(weight, weight)) { Compiled = new Amount(weight, weight) };

    public static LifeCell Dead(long birth, long lifeSeconds, long weight, Label label = Label.Agent, DeathCause cause = DeathCause.Modified) =>
        new(birth, birth + lifeSeconds, label, ScopeClass.Ships, new Amount(weight, weight)) { Cause = cause, KilledBy = Label.Human };

    /// <summary>Every figure with every digit. Fails on NaN and infinity, which JSON does not have.</summary>
    public static string Digits(SurvivalFigures figures) => JsonSerializer.Serialize(figures);

    public static LifeCell[] Read(string name) =>
    [
        .. File.ReadLines(DataPath(name + ".csv")).Skip(1).Select(line => line.Split(',')).Select(field =>
        {
            long? death = field[1].Length == 0 ? null : long.Parse(field[1], CultureInfo.InvariantCulture);
            var weight = long.Parse(field[3], CultureInfo.InvariantCulture);
            var compiled = long.Parse(field[6], CultureInfo.InvariantCulture);
            return new LifeCell(long.Parse(field[0], CultureInfo.InvariantCulture), death, Enum.Parse<Label>(field[4]), ScopeClass.Ships, new Amount(weight, weight))
            {
                Cause = Enum.Parse<DeathCause>(field[2]),
                LabelBeforeOverlay = field[5].Length == 0 ? null : Enum.Parse<Label>(field[5]),
                Compiled = new Amount(compiled, compiled),
            };
        }),
    ];

    public static JsonElement ReadExpected() => ReadJson("expected.json");

    public static JsonElement ReadJson(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(DataPath(file)));
        return document.RootElement.Clone();
    }

    public static string DataPath(string file) => Path.Combine(AppContext.BaseDirectory, "Metric", "Data", file);
}
