using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Provenance.Benchmarks.Generation;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Printing;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>generate FOLDER</c>: a repository of any length whose live tree stays about as large as it was.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder that does not exist yet." };
        var commits = BenchmarkOptions.Positive(new Option<int>("--commits") { Description = "Commits on all branches.", DefaultValueFactory = _ => 100_000 });
        var files = BenchmarkOptions.Positive(new Option<int>("--files") { Description = "Files at any time, about.", DefaultValueFactory = _ => 400 });
        var seed = BenchmarkOptions.Positive(new Option<int>("--seed") { Description = "Same numbers, same repository.", DefaultValueFactory = _ => 1 });
        var repack = new Option<bool>("--repack") { Description = "Let git look for deltas between all versions, as in the packs of a server; takes minutes." };
        var command = new Command("generate", "Writes a repository of C# files with a long history; same numbers, same commit ids.") { folder, commits, files, seed, repack };
        command.SetAction(arguments => Run(
            Path.GetFullPath(arguments.GetValue(folder)!), arguments.GetValue(commits), arguments.GetValue(files), arguments.GetValue(seed), arguments.GetValue(repack)));
        return command;
    }

    private static void Run(string folder, int commits, int files, int seed, bool repack)
    {
        if (Path.Exists(folder))
        {
            throw new BenchmarkException($"{folder} exists already");
        }

        using var scratch = new ScratchRoot();
        using var runner = new ProcessRunner(scratch.GitConfiguration);
        var watch = Stopwatch.StartNew();
        Directory.CreateDirectory(folder);
        runner.Git(folder, "init", "--quiet", "--initial-branch=main", ".");
        Import(runner, folder, commits, files, seed);
        var importTime = watch.Elapsed;

        runner.Git(folder, "update-ref", "-d", "refs/heads/" + GeneratedHistory.Side);
        if (repack)
        {
            // fast-import compares a file only with the one written before it: the pack is twice as large as it needs to be, and slower to read.
            runner.Git(folder, "repack", "-a", "-d", "-f", "-q", "--window=10", "--depth=50");
        }

        runner.Git(folder, "reset", "--quiet", "--hard", "main");
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: {commits:#,0} commits, HEAD {runner.Git(folder, "rev-parse", "HEAD").Trim()}; {Quantity.Time(watch.Elapsed)}, {Quantity.Time(importTime)} of it for the import."));
    }

    private static void Import(ProcessRunner runner, string folder, int commits, int files, int seed)
    {
        // Its messages are few and go to our own standard error.
        var start = runner.StartInfo(folder, "git", ["-c", "core.compression=1", "fast-import", "--quiet", "--force"]);
        start.RedirectStandardOutput = false;
        start.RedirectStandardError = false;
        using var git = ProcessRunner.Start(start);
        using (var stream = new BufferedStream(git.StandardInput.BaseStream, 1 << 20))
        {
            new GeneratedHistory(new StableRandom((ulong)seed), new ImportStream(stream), files).Write(commits);
        }

        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new BenchmarkException(string.Create(CultureInfo.InvariantCulture, $"git fast-import ended with {git.ExitCode}"));
        }
    }
}
