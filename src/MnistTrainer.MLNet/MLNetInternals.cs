using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// The only place that reaches members of ML.NET that are not public, by reflection: without them nobody outside ML.NET can write into its
/// model files, read them back, or log.
/// </summary>
internal static class MLNetInternals
{
    private const string KnownVersions = "5.0.1";
    private const string LoaderName = "MnistTrainerNetwork";

    // The newest form of our part of the model stream; NetworkFile has a version of its own.
    private const uint NewestFormat = 0x00010002;

    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly ConditionalWeakTable<ComponentCatalog, object> Registered = [];

    private static Assembly Core => typeof(ITransformer).Assembly;

    /// <summary>The environment behind a catalog, such as <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
    public static IHostEnvironment EnvironmentOf(TrainCatalogBase.CatalogInstantiatorBase catalog) =>
        (IHostEnvironment)
            Method(Type(typeof(MLContext).Assembly, "Microsoft.ML.Data.CatalogUtils"), "GetEnvironment").Invoke(null, [catalog])!;

    /// <summary>The seed that a context was made with, or null.</summary>
    public static int? SeedOf(IHostEnvironment environment) =>
        (int?)
            Require(Type(Core, "Microsoft.ML.Runtime.IHostEnvironmentInternal").GetProperty("Seed"), environment.GetType(), "Seed")
                .GetValue(environment);

    /// <summary>Writes a model's stream: ML.NET's header and then what <paramref name="write"/> writes.</summary>
    /// <param name="context">Where it is written.</param>
    /// <param name="format">The form of what is written, at most the newest.</param>
    /// <param name="write">Writes it.</param>
    public static void Save(ModelSaveContext context, uint format, Action<BinaryWriter> write)
    {
        object version = Constructor(Type(Core, "Microsoft.ML.VersionInfo"), 7)
            .Invoke(["NNETWORK", format, format, 0x00010001u, typeof(MLNetInternals).Assembly.FullName, LoaderName, null]);
        Method(typeof(ModelSaveContext), "CheckAtModel").Invoke(context, null);
        Method(typeof(ModelSaveContext), "SetVersionInfo").Invoke(context, [version]);
        write((BinaryWriter)Field(typeof(ModelSaveContext), "Writer").GetValue(context)!);
    }

    /// <summary>Tells a catalog how saved networks are loaded. Doing so again changes nothing.</summary>
    public static void RegisterLoader(ComponentCatalog catalog)
    {
        lock (Registered)
        {
            if (Registered.TryGetValue(catalog, out _))
                return;
            Type attributeType = Type(Core, "Microsoft.ML.LoadableClassAttribute");
            Type[] parameters = [typeof(Type), typeof(Type), typeof(Type), typeof(Type), typeof(string), typeof(string[])];
            Type signature = Type(Core, "Microsoft.ML.SignatureLoadModel");
            object attribute = Require(attributeType.GetConstructor(parameters), attributeType, ".ctor")
                .Invoke([typeof(ITransformer), typeof(MLNetInternals), null, signature, LoaderName, new[] { LoaderName }]);
            object loader = Constructor(Type(Core, "Microsoft.ML.Runtime.ComponentCatalog+LoadableClassInfo"), 5)
                .Invoke([attribute, null, null, Method(typeof(MLNetInternals), nameof(Create)), false]);
            Method(typeof(ComponentCatalog), "AddClass").Invoke(catalog, [loader, new[] { LoaderName }, true]);
            Registered.Add(catalog, LoaderName);
        }
    }

    /// <summary>That a member is there.</summary>
    /// <exception cref="NotSupportedException">It is not.</exception>
    internal static T Require<T>(T? member, Type? type, string name)
        where T : class =>
        member
        ?? throw new NotSupportedException(
            $"MnistTrainer.MLNet saves and loads with Microsoft.ML {KnownVersions}. The version found, {VersionFound}, has no member "
                + $"'{(type is null ? "" : type.FullName + ".")}{name}'. Reference a version known to work."
        );

    private static string VersionFound =>
        Core.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? Core.GetName().Version?.ToString()
        ?? "unknown";

    // Called by ML.NET with a ModelLoadContext that stands behind the header.
    private static NeuralNetworkTransformer Create(object context)
    {
        object header = Field(context.GetType(), "Header").GetValue(context)!;
        uint format = (uint)Field(header.GetType(), "ModelVerReadable").GetValue(header)!;
        if (format > NewestFormat)
        {
            throw new InvalidInputException(
                "the network in the model",
                $"form {NewestFormat:x} or older",
                $"{format:x}",
                "Load it with the version of MnistTrainer.MLNet that saved it, or a newer one"
            );
        }

        return NeuralNetworkTransformer.Load((BinaryReader)Field(context.GetType(), "Reader").GetValue(context)!);
    }

    private static Type Type(Assembly assembly, string name) => Require(assembly.GetType(name), null, name);

    private static MethodInfo Method(Type type, string name) => Require(type.GetMethod(name, Any), type, name);

    private static FieldInfo Field(Type type, string name) => Require(type.GetField(name, Any), type, name);

    private static ConstructorInfo Constructor(Type type, int parameters) =>
        Require(type.GetConstructors(Any).FirstOrDefault(constructor => constructor.GetParameters().Length == parameters), type, ".ctor");
}
