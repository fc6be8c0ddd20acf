using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Reports.Review;

namespace Provenance.Engine.Reports.Compare;

/// <summary>Finds the steps of the mainline between two commits and what each did to the code that the metric counts.</summary>
public static class MovementQuery
{
    private const int MostSteps = 100;
    private const long DaySeconds = 86_400;

    /// <param name="repository">The later commit, analysed.</param>
    /// <param name="days">Horizon and window of the later figures.</param>
    public static Movement Run(CleanRoom room, AnalyzedRepository repository, ObjectId before, (int Horizon, int? Window) days)
    {
        var range = ReviewRange.Of(room, repository, before);
        if (range.Value is not { } found)
        {
            return Movement.None(MovementGap.NoAnalysis);
        }

        if (found.MergeBase != before)
        {
            return Movement.None(MovementGap.NotAnAncestor);
        }

        var history = repository.History;
        var sums = new (long AgentBorn, long AgentDied, long OtherBorn, long OtherDied)[history.Mainline.Length];
        var from = history.Mainline.Where(step => !found.IsNew[step.Commit]).Select(step => step.Seconds).DefaultIfEmpty(repository.EndSeconds).Last();
        var (agedIn, agedOut) = (0L, 0L);
        foreach (var cell in history.Cells)
        {
            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            if (cell.Weight == 0 || origin.Scope != ScopeClass.Ships || origin.IsTruncated)
            {
                continue;
            }

            var isAgent = repository.Lines[life.Origin].Label == Label.Agent;
            var born = history.Mainline[life.Entry].Seconds;
            sums[life.Entry] = isAgent ? sums[life.Entry] with { AgentBorn = sums[life.Entry].AgentBorn + cell.Weight } : sums[life.Entry] with { OtherBorn = sums[life.Entry].OtherBorn + cell.Weight };
            if (cell.Exit >= 0)
            {
                sums[cell.Exit] = isAgent ? sums[cell.Exit] with { AgentDied = sums[cell.Exit].AgentDied + cell.Weight } : sums[cell.Exit] with { OtherDied = sums[cell.Exit].OtherDied + cell.Weight };
            }

            agedIn += isAgent && Passes(born, days.Horizon) ? cell.Weight : 0;
            agedOut += isAgent && days.Window is { } window && Passes(born, window) ? cell.Weight : 0;
        }

        var steps = Enumerable.Range(0, sums.Length).Where(step => found.IsNew[history.Mainline[step].Commit]).ToArray();
        return new Movement(
            MovementGap.None,
            steps.Length,
            [
                .. steps
                    .Select(step => new MovingStep(
                        history.Commits[history.Mainline[step].Commit].Id, history.Mainline[step].Seconds, sums[step].AgentBorn, sums[step].AgentDied, sums[step].OtherBorn, sums[step].OtherDied))
                    .Where(step => step.Agent > 0)
                    .OrderByDescending(step => step.Agent).ThenBy(step => step.Seconds)
                    .Take(MostSteps),
            ],
            agedIn,
            agedOut);

        // Reached that age after the earlier commit, and by the later one.
        bool Passes(long born, int age) => born > from - (age * DaySeconds) && born <= repository.EndSeconds - (age * DaySeconds);
    }
}
