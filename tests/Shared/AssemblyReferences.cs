using System.Reflection;

namespace Coterie.Tests.Shared;

/// <summary>What an assembly needs.</summary>
internal static class AssemblyReferences
{
    /// <summary>The names of the assemblies that an assembly refers to, directly or through others.</summary>
    public static IReadOnlySet<string> Of(Assembly assembly)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        Stack<Assembly> open = new([assembly]);
        while (open.TryPop(out Assembly? next))
        {
            foreach (AssemblyName name in next.GetReferencedAssemblies())
            {
                if (names.Add(name.Name!)) open.Push(Assembly.Load(name));
            }
        }
        return names;
    }

    /// <summary>
    /// Fails where an assembly cannot do without TorchSharp: it or an assembly below it refers to TorchSharp, or a project of the running
    /// tests to its package.
    /// </summary>
    public static void RequireNoTorch(Assembly assembly)
    {
        Assert.DoesNotContain(Of(assembly), name => name is "TorchSharp" or "Coterie.Torch" or "Coterie.Training");
        string dependencies = File.ReadAllText(Path.ChangeExtension(typeof(AssemblyReferences).Assembly.Location, ".deps.json"));
        Assert.DoesNotContain("TorchSharp", dependencies, StringComparison.Ordinal);
    }
}
