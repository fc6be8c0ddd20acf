using System.Globalization;
using System.Text;

namespace Provenance.Testing;

/// <summary>Expressions of many shapes: code made of one shape would be its own copy, and copies weigh nothing.</summary>
public static class VariedCode
{
    private static readonly string[] Operators = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"];

    /// <summary>An expression of integers that no other seed has.</summary>
    /// <param name="name">The variable that it reads, of which arrays, members and functions are named too.</param>
    public static string Expression(int seed, string name, int operands = 8)
    {
        var state = unchecked(((ulong)(uint)seed * 0xD1342543DE82EF95) + 0x2545F4914F6CDD1D);
        var text = new StringBuilder();
        for (var i = 0; i < operands; i++)
        {
            if (i > 0)
            {
                text.Append(' ').Append(Operators[Next(Operators.Length)]).Append(' ');
            }

            var number = ((seed * 10) + i).ToString(CultureInfo.InvariantCulture);
            text.Append(Next(8) switch
            {
                0 => name,
                1 => number,
                2 => $"{name}s[{number}]",
                3 => $"{name}.Part{number}",
                4 => $"~{name}",
                5 => $"{name}s[{name} ?? {number}]",
                6 => $"Of<{name}>.Get()",
                _ => $"{name}.At[{number}].Size",
            });
        }

        return text.ToString();

        int Next(int limit)
        {
            state = unchecked(state + 0x9E3779B97F4A7C15);
            var mixed = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9);
            mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
            return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
        }
    }
}
