using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.History.Oracles;

namespace Provenance.Oracles;

/// <summary>Oracle 3 of docs/history.md on a real repository.</summary>
internal static class ConservationOracle
{
    public static int Run(string repository, Sample sample)
    {
        var failures = 0;
        foreach (var mode in (ReplayOptions[])[ReplayOptions.Lines, ReplayOptions.Tokens])
        {
            var (full, _) = TestReplay.RunIn(repository, mode);
            var (prefixes, units) = (0, 0L);
            for (var step = sample.Every - 1; step < full!.Mainline.Length; step += sample.Every)
            {
                var tip = full.Commits[full.Mainline[step].Commit].Id.ToString();
                var (prefix, _) = TestReplay.RunIn(repository, mode, tip);
                var atTip = Conservation.AtTip(prefix!);
                var isConserved = atTip.SequenceEqual(Conservation.Alive(prefix!));
                var isFinal = Conservation.Births(prefix!, step).SequenceEqual(Conservation.Births(full, step));
                prefixes++;
                units += atTip.Values.Sum();
                if (!isConserved || !isFinal)
                {
                    failures++;
                    Console.WriteLine($"{mode} step {step} {tip}: conserved {isConserved}, births as in the full run {isFinal}");
                }
            }

            Console.WriteLine($"{mode}: {prefixes} mainline commits, {units} living units counted");
        }

        Console.WriteLine($"{failures} failures");
        return failures == 0 ? 0 : 1;
    }
}
