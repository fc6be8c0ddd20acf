using System.Globalization;
using System.Text;

namespace Provenance.Benchmarks.Generation;

/// <summary>Source that compiles by itself: a class of fields, properties and methods with branches, loops, lambdas, queries and asynchronous code.</summary>
internal static class CompilableFile
{
    private static readonly string[] Statements =
    [
        "total += value * {0};",
        "if (value > {0}) { total -= value; } else { total++; }",
        "for (var i = 0; i < value % {0}; i++) { total += i; }",
        "names.Add($\"{total}:{value} of {0}\");",
        "var found{1} = names.Where(name => name.Length > {0}).Select(name => name.Trim()).ToList();",
        "total += names.Count(name => name.Contains(\"x{0}\", StringComparison.Ordinal));",
        "switch (total % 3) { case 0: total += {0}; break; case 1: value--; break; default: names.Clear(); break; }",
        "try { total = checked(total * {0}); } catch (OverflowException) { total = {0}; }",
        "total = value switch { 0 => {0}, > {0} => total + 1, _ => total };",
    ];

    public static string Create(int index, StableRandom random)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Threading.Tasks;\n\nnamespace Generated.Area{index % 20};\n\n/// <summary>Number {index}.</summary>\npublic sealed class Type{index}\n{{\n");
        text.Append("    private readonly List<string> names = new();\n    private int total;\n\n    public string Name { get; init; } = \"\";\n\n    public int Size => names.Count + total;\n");
        var methods = 4 + random.Next(6);
        for (var method = 0; method < methods; method++)
        {
            var isAsync = random.Chance(0.2);
            text.Append(CultureInfo.InvariantCulture, $"\n    public {(isAsync ? "async Task<int>" : "int")} Method{method}(int value)\n    {{\n");
            var statements = 3 + random.Next(9);
            for (var statement = 0; statement < statements; statement++)
            {
                text.Append("        ").Append(random.Pick(Statements).Replace("{0}", random.Next(1000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    .Replace("{1}", statement.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)).Append('\n');
            }

            text.Append(isAsync ? "        await Task.Yield();\n" : "").Append("        return total + value;\n    }\n");
        }

        return text.Append("}\n").ToString();
    }
}
