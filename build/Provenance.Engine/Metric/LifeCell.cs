using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>A count of units and the weight among them: each unit weighs 1, or 0 (clones, restored text, long tables).</summary>
/// <param name="Units">Non-structural tokens, zero weights included.</param>
/// <param name="Weight">0 to <paramref name="Units"/>.</param>
public readonly record struct Amount(long Units, long Weight)
{
    public static Amount operator +(Amount left, Amount right) => new(checked(left.Units + right.Units), checked(left.Weight + right.Weight));

    internal bool Holds(Amount part) => part.Units >= part.Weight && part.Weight >= 0 && part.Units <= Units && part.Weight <= Weight;
}

/// <summary>Units that share birth, death, attribution and scope: the only input of the metric. How units are spread over cells changes no digit of any figure.</summary>
/// <param name="BirthSeconds">Unix seconds on the mainline clock at which the units entered the mainline; within ±2^40.</param>
/// <param name="DeathSeconds">Same clock; null = alive at the observation end. A death after that end counts as alive.</param>
/// <param name="Label">Of the birth, the overlay applied, fixed for life.</param>
/// <param name="Scope">At birth.</param>
/// <param name="Authored">What was born.</param>
public readonly record struct LifeCell(long BirthSeconds, long? DeathSeconds, Label Label, ScopeClass Scope, Amount Authored)
{
    /// <summary>The label that everything but the overlay gives; null where no overlay entry applies.</summary>
    public Label? LabelBeforeOverlay { get; init; }

    /// <summary>The label is <see cref="Label.Human"/> only because the policy says <c>unattributed: human</c>. Coverage counts it as unknown.</summary>
    public bool AssumedHuman { get; init; }

    /// <summary>Ids of the agents that the claims name, ordinal order, joined by one space; null = none. The units count for each.</summary>
    public string? Agents { get; init; }

    public string? Model { get; init; }

    /// <summary>Of the label; read for agent and mixed cells only.</summary>
    public Tier Tier { get; init; }

    /// <summary><see cref="DeathCause.None"/> exactly when alive.</summary>
    public DeathCause Cause { get; init; }

    /// <summary>Label of the step that killed the units; null when alive.</summary>
    public Label? KilledBy { get; init; }

    /// <summary>The killing step says that it corrects: fix, bug, revert, regression, hotfix.</summary>
    public bool Corrective { get; init; }

    /// <summary>Root commit, shallow boundary or re-imported tree: the birth is not known, so the funnel alone counts these units.</summary>
    public bool LeftTruncated { get; init; }

    /// <summary>Of the authored units, those that weigh 0 because they copy older code.</summary>
    public long CloneUnits { get; init; }

    /// <summary>Of the living units, what this build's evidence says. Each is part of the one before; all are 0 for the dead.</summary>
    public Amount Compiled { get; init; }

    public Amount Shipped { get; init; }

    public Amount Reachable { get; init; }

    /// <summary>Reachable, and for a package's code something outside of the package refers to it. In no survival figure.</summary>
    public Amount Referenced { get; init; }

    internal bool Names(string agent)
    {
        var rest = Agents.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(' ') is var space && space < 0 ? rest.Length : space;
            if (rest[..end].SequenceEqual(agent))
            {
                return true;
            }

            rest = rest[Math.Min(rest.Length, end + 1)..];
        }

        return false;
    }

    internal bool AliveAt(long endSeconds) => DeathSeconds is not { } death || death > endSeconds;

    /// <summary>Null when the cell can exist, else what is wrong with it.</summary>
    internal string? Defect()
    {
        const long limit = MetricOptions.ClockLimit;
        if (Math.Clamp(BirthSeconds, -limit, limit) != BirthSeconds || Math.Clamp(DeathSeconds ?? 0, -limit, limit) != (DeathSeconds ?? 0))
        {
            return "a time is outside the clock's range";
        }

        if (Authored.Weight < 0 || Authored.Units < Authored.Weight || CloneUnits < 0 || CloneUnits > Authored.Units - Authored.Weight)
        {
            return "weight or clones exceed the units";
        }

        if (!Authored.Holds(Compiled) || !Compiled.Holds(Shipped) || !Shipped.Holds(Reachable) || !Reachable.Holds(Referenced))
        {
            return "a stage holds more than the one before it";
        }

        if ((DeathSeconds is null) != (Cause == DeathCause.None))
        {
            return "death and cause contradict each other";
        }

        return DeathSeconds is not null && Compiled.Units > 0 ? "dead units cannot be compiled" : null;
    }
}
