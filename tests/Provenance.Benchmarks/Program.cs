using System.CommandLine;
using BenchmarkDotNet.Running;
using Provenance.Benchmarks;
using Provenance.Benchmarks.Commands;

var root = new RootCommand("Whole-process comparisons. Without one of these commands the arguments go to BenchmarkDotNet.")
{
    HistoryCommand.Create(),
    GrowthCommand.Create(),
    GenerateCommand.Create(),
    DiffCommand.Create(),
    ReachCommand.Create(),
    WeightsCommand.Create(),
    ReferenceCommand.Create(),
    EvidenceCommand.Create(),
    RulesCommand.Create(),
};
if (args.Length == 0 || !root.Subcommands.Any(command => command.Name == args[0]))
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}

try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BenchmarkException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
