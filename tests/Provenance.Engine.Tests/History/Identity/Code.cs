using System.Globalization;
using System.Text;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>Writes C# of a known number of tokens in which no two members have a name in common.</summary>
internal static class Code
{
    /// <summary>A method of 13 + 9 × <paramref name="statements"/> tokens.</summary>
    public static string Method(string name, int statements)
    {
        var local = char.ToLowerInvariant(name[0]) + name[1..];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"    public int {name}(int {local}0)\n    {{\n");
        for (var i = 1; i <= statements; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        var {local}{i} = {local}{i - 1} * 31 + {i};\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"        return {local}{statements};\n    }}\n");
        return text.ToString();
    }

    public static string Class(string name, params string[] members) => $"public class {name}\n{{\n{string.Join('\n', members)}}}\n";

    public static int TokensOf(string text) => new TokenUnits().Read(Encoding.UTF8.GetBytes(text))!.Count;
}
