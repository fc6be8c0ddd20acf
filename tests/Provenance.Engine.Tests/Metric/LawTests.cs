using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History;
using Provenance.Engine.Metric;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Metric;

public sealed class LawTests
{
    private static readonly MetricOptions[] Settings =
    [
        CellTables.Compiled,
        CellTables.Everything,
        CellTables.Compiled with { HorizonDays = 7, WindowDays = 60, Evidence = EvidenceKind.Shipped },
        CellTables.Compiled with { HorizonDays = 400 },
        CellTables.Compiled with { WindowDays = 1, Evidence = EvidenceKind.None },
    ];

    [Fact]
    public void AnyTable_GivesFiniteSharesInBounds() =>
        ForAnyTable((cells, options) =>
        {
            var figures = SurvivalMetric.Compute(cells, options);
            // Serialising throws on NaN and infinity.
            var text = CellTables.Digits(figures);
            foreach (var group in Enum.GetValues<CodeGroup>())
            {
                foreach (var point in figures.Survival[group].Curve)
                {
                    Assert.True((point.S is null) == (point.Reason is not null));
                    Assert.True(point.S is null || (0 <= point.CiLow && point.CiLow <= point.S && point.S <= point.CiHigh && point.CiHigh <= 1));
                }
            }

            var shipped = figures.ShippedSurvival;
            Assert.True((shipped.Point is null) == (shipped.Reason is not null));
            Assert.True(shipped.Point is null || (0 <= shipped.ClaimLo && shipped.ClaimLo <= shipped.Point + 1e-12 && shipped.Point <= shipped.ClaimHi + 1e-12 && shipped.ClaimHi <= 1));
            Assert.True(shipped.CiLow is null || (0 <= shipped.CiLow && shipped.CiLow <= shipped.Point && shipped.Point <= shipped.CiHigh && shipped.CiHigh <= 1));
            return text.Length > 0;
        });

    [Fact]
    public void AnyClock_GivesFiniteFigures()
    {
        long[] instants = [0, 1, -1, 86_399, 86_400, 4_294_967_295, 4_294_967_296, CellTables.End, CellTables.End - 1, CellTables.End - (40 * CellTables.Day), -(1L << 40), 1L << 40];
        var table = CellTables.AnyCell.SelectMany(cell => Gen.Elements(instants).SelectMany(birth => Gen.Elements(instants).Select(death =>
            cell with { BirthSeconds = birth, DeathSeconds = cell.DeathSeconds is null ? null : death }))).ArrayOf().Resize(60).ToArbitrary();
        Check.One(
            Laws.Config.WithMaxTest(60),
            Prop.ForAll(table, Gen.Elements(Settings).ToArbitrary(), Gen.Elements(instants).ToArbitrary(), (cells, options, end) =>
            {
                var figures = SurvivalMetric.Compute(cells, options with { ObservationEndSeconds = end });
                // Serialising throws on NaN and infinity.
                return CellTables.Digits(figures).Length > 0 && figures.ShippedSurvival.Point is null or (>= 0 and <= 1);
            }));
    }

    [Fact]
    public void PermutedCells_GiveTheSameDigits() =>
        ForAnyTable((cells, options) =>
            CellTables.Digits(SurvivalMetric.Compute([.. cells.Reverse()], options)) == CellTables.Digits(SurvivalMetric.Compute(cells, options)));

    [Fact]
    public void SplitCells_GiveTheSameDigits() =>
        ForAnyTable((cells, options) =>
        {
            // Zero-weight units and a half of the rest go to cells of their own; evidence fills the first cell first.
            var split = cells.SelectMany(c =>
            {
                var first = c.Authored.Weight / 2;
                var compiledFirst = Math.Min(first, c.Compiled.Weight);
                return new[]
                {
                    c with { Authored = new Amount(first, first), CloneUnits = 0, Compiled = new Amount(compiledFirst, compiledFirst) },
                    c with
                    {
                        Authored = new Amount(c.Authored.Units - first, c.Authored.Weight - first),
                        Compiled = new Amount(c.Compiled.Units - compiledFirst, c.Compiled.Weight - compiledFirst),
                    },
                };
            });
            return CellTables.Digits(SurvivalMetric.Compute([.. split], options)) == CellTables.Digits(SurvivalMetric.Compute(cells, options));
        });

    [Fact]
    public void ScaledUnits_KeepEveryShare() =>
        ForAnyTable((cells, options) =>
        {
            // From 100 units on, no rule looks at their number.
            var enough = Scaled(cells, 1000);
            var more = Scaled(cells, 4000);
            foreach (var days in GroupSurvival.Days)
            {
                var (before, after) = (SurvivalCurve.Estimate(enough, options, CodeGroup.All).At(days), SurvivalCurve.Estimate(more, options, CodeGroup.All).At(days));
                Assert.Equal(before.AtRisk * 4, after.AtRisk);
                Near(before.S, after.S);
                Near(before.CiLow, after.CiLow);
                Near(before.CiHigh, after.CiHigh);
            }

            var (small, large) = (SurvivalMetric.Compute(enough, options).ShippedSurvival, SurvivalMetric.Compute(more, options).ShippedSurvival);
            Near(small.Point, large.Point);
            Near(small.CiLow, large.CiLow);
            return true;
        });

    [Fact]
    public void ProductLimit_NeverRises() =>
        ForAnyTable((cells, options) =>
        {
            var curve = SurvivalCurve.Estimate(cells, options, CodeGroup.All);
            var last = 1.0;
            for (var age = 0L; age < 430 * CellTables.Day; age += 7 * CellTables.Day)
            {
                var survival = curve.ProductLimit(age);
                Assert.InRange(survival, 0, last);
                last = survival;
            }

            return true;
        });

    [Fact]
    public void CausesOfDeath_SumToOneMinusSurvival() =>
        ForAnyTable((cells, options) =>
        {
            var curve = SurvivalCurve.Estimate(cells, options, CodeGroup.All);
            for (var age = 0L; age < 430 * CellTables.Day; age += 20 * CellTables.Day)
            {
                var dead = Enum.GetValues<DeathCause>().Where(c => c != DeathCause.None).Sum(c => CausesOfDeath.Incidence(curve, c, age));
                Assert.Equal(1 - curve.ProductLimit(age), dead, 1e-12);
            }

            return true;
        });

    [Fact]
    public void Psi_SumsToZero() =>
        ForAnyTable((cells, options) =>
            GroupSurvival.Days.All(days => Math.Abs(SurvivalCurve.Estimate(cells, options, CodeGroup.All).Terms(days * CellTables.Day).Sum()) < 1e-10));

    [Fact]
    public void LeftTruncatedCells_ChangeNoSurvivalFigure() =>
        ForAnyTable((cells, options) =>
        {
            var with = SurvivalMetric.Compute(cells, options);
            var without = SurvivalMetric.Compute([.. cells.Where(c => !c.LeftTruncated)], options);
            return CellTables.Digits(with with { Funnel = [], Agents = [], Models = [], Tiers = [], Counter = without.Counter })
                == CellTables.Digits(without with { Funnel = [], Agents = [], Models = [], Tiers = [] });
        });

    [Fact]
    public void OtherScopes_ChangeNothingButTheirOwnRows() =>
        ForAnyTable((cells, options) =>
        {
            var with = SurvivalMetric.Compute(cells, options);
            var without = SurvivalMetric.Compute([.. cells.Where(c => c.Scope == ScopeClass.Ships)], options);
            return CellTables.Digits(with with { Funnel = [.. with.Funnel.Where(r => r.Scope == ScopeClass.Ships)] })
                == CellTables.Digits(without with { Funnel = [.. without.Funnel.Where(r => r.Scope == ScopeClass.Ships)] });
        });

    [Fact]
    public void YoungerThanTheHorizon_ChangesNoHeadline() =>
        ForAnyTable((cells, options) =>
        {
            var horizonStart = options.ObservationEndSeconds - (options.HorizonDays * CellTables.Day);
            LifeCell[] flood = [.. Enumerable.Range(0, 20).Select(i => CellTables.Living(Math.Min(options.ObservationEndSeconds, horizonStart + 1 + (i * 3600)), 5000))];
            return options.HorizonDays == 0
                || (SurvivalMetric.Compute(cells, options).ShippedSurvival.Point == SurvivalMetric.Compute([.. cells, .. flood], options).ShippedSurvival.Point
                    && SurvivalCurve.Estimate(cells, options, CodeGroup.Agent).At(30) == SurvivalCurve.Estimate([.. cells, .. flood], options, CodeGroup.Agent).At(30));
        });

    [Fact]
    public void FunnelByLabel_AddsUpToAllAndNarrows() =>
        ForAnyTable((cells, options) =>
        {
            var rows = SurvivalMetric.Compute(cells, options).Funnel.Where(r => r.Dimension == "label").ToList();
            foreach (var scope in Enum.GetValues<ScopeClass>())
            {
                var own = rows.Where(r => r.Scope == scope).ToDictionary(r => r.Key);
                var parts = own["agent"].Lo.Authored + own["mixed"].Lo.Authored + own["human"].Lo.Authored + own["unknown"].Lo.Authored;
                Assert.Equal(own["all"].Lo.Authored, parts);
                Assert.Equal(cells.Where(c => c.Scope == scope).Sum(c => c.Authored.Units), parts.Units);
                Assert.Equal(own["agent"].Hi.Authored, own["agent"].Lo.Authored + own["mixed"].Lo.Authored);
                Assert.All(own.Values, row => Assert.True(row.Lo.Authored.Holds(row.Lo.Alive) && row.Lo.Alive.Holds(row.Lo.Compiled ?? default)));
            }

            return true;
        });

    private static void ForAnyTable(Func<LifeCell[], MetricOptions, bool> law) =>
        Check.One(
            Laws.Config.WithMaxTest(60),
            Prop.ForAll(CellTables.AnyTable, Gen.Elements(Settings).ToArbitrary(), (cells, options) => law(cells, options)));

    private static LifeCell[] Scaled(LifeCell[] cells, long factor) =>
    [
        .. cells.Select(c => c with
        {
            Authored = new Amount(c.Authored.Units * factor, c.Authored.Weight * factor),
            CloneUnits = c.CloneUnits * factor,
            Compiled = new Amount(c.Compiled.Units * factor, c.Compiled.Weight * factor),
        }),
    ];

    private static void Near(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 1e-10);
    }
}
