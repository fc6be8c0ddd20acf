using Provenance.Engine.History;

namespace Provenance.Engine.Reports;

/// <summary>Who wrote a unit, by the full graph, and when the mainline got it. The origin that its life was given at entry may be another, where parents tie.</summary>
/// <param name="Origin">Index of the origin.</param>
/// <param name="Entry">Mainline step.</param>
internal readonly record struct UnitBirth(int Origin, int Entry)
{
    /// <summary>One for each unit of a file.</summary>
    public static UnitBirth[] PerUnit(HistoryResult history, HeadFile file)
    {
        var origins = new int[file.Origins.Count];
        var lives = new int[file.Lives.Count];
        if (origins.Length > 0)
        {
            file.Origins.CopyTo(0, origins);
            file.Lives.CopyTo(0, lives);
        }

        return [.. origins.Zip(lives, (origin, life) => new UnitBirth(origin, history.Lives[life].Entry))];
    }
}
