using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.Reports.Compare;

/// <summary>The figures of a report or build record that was written earlier.</summary>
/// <param name="Kind"><c>report</c>, or the record's kind.</param>
/// <param name="Rev">The commit that it describes; null for a record without repository.</param>
/// <param name="Options">What the figures depend on beside the commit, by name.</param>
/// <param name="Figures">In the order of the document.</param>
public sealed record FigureSet(string Kind, ObjectId? Rev, ImmutableArray<(string Name, string? Value)> Options, ImmutableArray<NamedFigure> Figures)
{
    /// <summary>Horizon and window in days; null for a window of all history.</summary>
    public (int Horizon, int? Window) Days { get; init; }
}

/// <summary>What a figure counts.</summary>
public enum FigureForm : byte
{
    /// <summary>In [0, 1].</summary>
    Share = 0,

    /// <summary>Units.</summary>
    Count = 1,
}

/// <summary>One figure of a document.</summary>
/// <param name="Name">Words of the schemas joined by dots: <c>survival.agent.30</c>, <c>funnel.alive.agent</c>.</param>
/// <param name="Value">Null with a reason.</param>
/// <param name="Low">Of the interval, or of the bounds of attribution for counts.</param>
public sealed record NamedFigure(string Name, FigureForm Form, double? Value, double? Low, double? High);
