using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History;

public sealed class ScopeClassifierTests
{
    [Theory]
    [InlineData("A.cs", "", ScopeClass.Ships)]
    [InlineData("src/Core/A.cs", "src/Core/Core.csproj", ScopeClass.Ships)]
    [InlineData("src/Contest/Latest/A.cs", "src/Contest/Contest.csproj", ScopeClass.Ships)]
    [InlineData("src/tests.cs", "src/Core.csproj", ScopeClass.Ships)]
    [InlineData("/A.cs", "", ScopeClass.Ships)]
    [InlineData("Tests/A.cs", "", ScopeClass.Test)]
    [InlineData("src/Acme.Core.Tests/A.cs", "", ScopeClass.Test)]
    [InlineData("src/acme-SAMPLES/A.cs", "", ScopeClass.Test)]
    [InlineData("src/Acme_Benchmarks/A.cs", "", ScopeClass.Test)]
    [InlineData("src/CoreTests/A.cs", "", ScopeClass.Test)]
    [InlineData("src/Coretests/A.cs", "", ScopeClass.Ships)]
    [InlineData("src/Core/A.cs", "src/Core.UnitTests.csproj", ScopeClass.Test)]
    [InlineData("src/Core/A.cs", "src/CoreTests.csproj", ScopeClass.Test)]
    [InlineData("src/A.g.cs", "", ScopeClass.Generated)]
    [InlineData("src/A.Designer.cs", "", ScopeClass.Generated)]
    [InlineData("src/Migrations/A.cs", "", ScopeClass.Generated)]
    [InlineData("tests/Generated/A.cs", "", ScopeClass.Generated)]
    [InlineData("third_party/tests/A.g.cs", "", ScopeClass.Vendored)]
    [InlineData("src/Vendor/A.cs", "tests/A.Tests.csproj", ScopeClass.Vendored)]
    [InlineData("src/vendors/A.cs", "", ScopeClass.Ships)]
    public void Path_TellsTheScope(string path, string project, ScopeClass expected) => Assert.Equal(expected, ScopeClassifier.Classify(path, project));
}
