namespace Provenance.Benchmarks.Formulas;

/// <summary>Lines of one commit that share birth and death.</summary>
/// <param name="Birth">Seconds.</param>
/// <param name="Death">Null while alive.</param>
internal readonly record struct LineLives(int Commit, long Birth, long? Death, long Lines);

/// <summary>The survival that git-of-theseus plots, as a formula over line lives.</summary>
internal static class TheseusFormula
{
    /// <summary>
    /// Per commit the lines left at each look; over all commits, at each age, the lines lost since the look before ÷ the lines of commits that are old enough. At a commit's last
    /// look all that is left of it counts as lost: this is what makes living code of young commits die.
    /// </summary>
    /// <param name="looks">Times, ascending.</param>
    /// <returns>The curve's value from each age on.</returns>
    public static List<(long Age, double Share)> Plot(IEnumerable<LineLives> lives, long[] looks)
    {
        var lost = new SortedDictionary<long, (long Lines, long Leaving)>();
        var whole = 0L;
        foreach (var commit in lives.GroupBy(life => life.Commit))
        {
            var left = new long[looks.Length];
            foreach (var life in commit)
            {
                var end = life.Death is { } death ? IndexFrom(looks, death) : looks.Length;
                for (var look = IndexFrom(looks, life.Birth); look < end; look++)
                {
                    left[look] += life.Lines;
                }
            }

            // A look that finds nothing of a commit leaves no trace of it, so its last trace is the last line found.
            var traces = Enumerable.Range(0, looks.Length).Where(look => left[look] > 0).ToArray();
            if (traces.Length == 0)
            {
                continue;
            }

            var birth = looks[traces[0]];
            whole += left[traces[0]];
            for (var i = 1; i < traces.Length; i++)
            {
                Lose(looks[traces[i]] - birth, left[traces[i - 1]] - left[traces[i]], 0);
            }

            Lose(looks[traces[^1]] - birth, left[traces[^1]], left[traces[0]]);
        }

        var share = 1.0;
        var curve = new List<(long Age, double Share)>();
        foreach (var (age, (lines, leaving)) in lost)
        {
            share *= 1 - (lines / (double)whole);
            whole -= leaving;
            curve.Add((age, share));
        }

        return curve;

        void Lose(long age, long lines, long leaving)
        {
            var (before, gone) = lost.GetValueOrDefault(age);
            lost[age] = (before + lines, gone + leaving);
        }
    }

    /// <summary>The value at an age; 1 before the first point.</summary>
    public static double At(List<(long Age, double Share)> curve, long age) => curve.LastOrDefault(point => point.Age < age, (Age: 0, Share: 1)).Share;

    private static int IndexFrom(long[] looks, long seconds) => Array.BinarySearch(looks, seconds) is >= 0 and var found ? found : ~Array.BinarySearch(looks, seconds);
}
