namespace Provenance.Engine.Metric;

/// <summary>The cells in the two orders that figures are summed in, sorted once for all groups, agents and tiers.</summary>
/// <remarks>
/// Every floating sum runs over one of these orders after integers were added up under equal keys, so neither the order of the cells nor their splitting reaches a
/// digit.
/// </remarks>
internal sealed class OrderedCells
{
    private readonly IReadOnlyList<LifeCell> cells;
    private readonly Observed[] observed;
    private readonly Counted[] cohort;

    public OrderedCells(IReadOnlyList<LifeCell> cells, MetricOptions options)
    {
        this.cells = cells;
        Options = options;
        Bands = AgeBands.For(options);
        var observations = new List<Observed>();
        var parts = new List<Counted>();
        for (var i = 0; i < cells.Count; i++)
        {
            if (Observation.Of(cells[i], options) is { } observation)
            {
                observations.Add(new Observed(observation, i));
            }

            if (CohortPart.Of(cells[i], options, Bands) is { } part)
            {
                parts.Add(new Counted(part, i));
            }
        }

        observed = [.. observations];
        cohort = [.. parts];
        MergeSort.Sort(observed, (left, right) => Observation.Compare(left.Observation, right.Observation));
        MergeSort.Sort(cohort, (left, right) => CohortPart.Compare(left.Part, right.Part));
    }

    private OrderedCells(OrderedCells whole, Func<LifeCell, bool> member)
    {
        cells = whole.cells;
        Options = whole.Options;
        Bands = whole.Bands;
        observed = Array.FindAll(whole.observed, o => member(cells[o.Cell]));
        cohort = Array.FindAll(whole.cohort, p => member(cells[p.Cell]));
    }

    public MetricOptions Options { get; }

    public AgeBand[] Bands { get; }

    /// <returns>Ordered, one for each key.</returns>
    public Observation[] Observations(Func<LifeCell, bool> member)
    {
        var result = new List<Observation>();
        foreach (var (next, cell) in observed)
        {
            if (!member(cells[cell]))
            {
                continue;
            }

            if (result.Count > 0 && Observation.Compare(result[^1], next) == 0)
            {
                result[^1] = next with { Weight = checked(result[^1].Weight + next.Weight) };
            }
            else
            {
                result.Add(next);
            }
        }

        return [.. result];
    }

    /// <returns>Ordered, one for each key.</returns>
    public CohortPart[] Cohort(Func<LifeCell, bool> member)
    {
        var result = new List<CohortPart>();
        foreach (var (next, cell) in cohort)
        {
            if (!member(cells[cell]))
            {
                continue;
            }

            if (result.Count > 0 && CohortPart.Compare(result[^1], next) == 0)
            {
                result[^1] = checked(next with { Authored = result[^1].Authored + next.Authored, Surviving = result[^1].Surviving + next.Surviving });
            }
            else
            {
                result.Add(next);
            }
        }

        return [.. result];
    }

    /// <summary>These cells less those that <paramref name="member"/> rejects.</summary>
    public OrderedCells Where(Func<LifeCell, bool> member) => new(this, member);

    private readonly record struct Observed(Observation Observation, int Cell);

    private readonly record struct Counted(CohortPart Part, int Cell);
}
