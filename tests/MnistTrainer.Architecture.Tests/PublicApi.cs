using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MnistTrainer.Architecture.Tests;

/// <summary>
/// The public API of an assembly as text: a line per type and member, with everything that a caller's source can depend on.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The lines in ordinal order, independent of the order in the source.</summary>
    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly
            .GetExportedTypes()
            .SelectMany(type =>
                type.GetMembers(Declared).Where(IsPublicApi).Select(member => $"{NameOf(type)}.{Describe(member)}").Prepend(Describe(type))
            )
            .Order(StringComparer.Ordinal);

    private static string Describe(Type type)
    {
        string kind =
            type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : "class";
        string modifier =
            type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsInterface ? ""
            : type.IsAbstract ? "abstract "
            : type.IsSealed && type.IsClass ? "sealed "
            : "";
        IEnumerable<Type> above = (
            type.BaseType is Type parent && parent != typeof(object) && !type.IsValueType ? [parent] : Type.EmptyTypes
        ).Concat(type.GetInterfaces().Where(one => one.IsPublic).OrderBy(NameOf, StringComparer.Ordinal));
        return $"{NameOf(type)}: {modifier}{kind} {string.Join(", ", above.Select(NameOf))}".TrimEnd();
    }

    private static string Describe(MemberInfo member) =>
        member switch
        {
            ConstructorInfo constructor => $"new({Parameters(constructor.GetParameters())})",
            FieldInfo { IsLiteral: true } constant => $"{constant.Name} = {Text(constant.GetRawConstantValue())}",
            FieldInfo field => $"{field.Name}: {NameOf(field.FieldType)}",
            EventInfo one => $"event {one.Name}: {NameOf(one.EventHandlerType!)}",
            PropertyInfo property => Describe(property),
            MethodInfo method =>
                $"{Modifier(method)}{method.Name}{Generics(method)}({Parameters(method.GetParameters())}): {NameOf(method.ReturnType)}",
            _ => member.Name,
        };

    private static string Describe(PropertyInfo property)
    {
        MethodInfo? set = property.SetMethod is { } setter && IsPublicApi(setter) ? setter : null;
        bool isInit = set is not null && set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        bool isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{Parameters(parameters)}]" : "";
        return $"{Modifier(property.GetMethod ?? property.SetMethod!)}{(isRequired ? "required " : "")}{property.Name}{index}: {NameOf(property.PropertyType)} {{ get;{(set is null ? "" : isInit ? " init;" : " set;")} }}";
    }

    private static string Modifier(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")
        + (
            method.IsStatic ? "static "
            : method.DeclaringType!.IsInterface ? ""
            : method.IsAbstract ? "abstract "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual "
            : ""
        );

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(IEnumerable<ParameterInfo> parameters) =>
        string.Join(
            ", ",
            parameters.Select(parameter =>
            {
                string way =
                    parameter.IsOut ? "out "
                    : parameter.IsIn ? "in "
                    : parameter.ParameterType.IsByRef ? "ref "
                    : "";
                return $"{way}{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Text(parameter.RawDefaultValue)}" : "")}";
            })
        );

    // Skips compiler-generated members of records, and the accessors of properties and events.
    private static bool IsPublicApi(MemberInfo member) =>
        !member.Name.Contains('<', StringComparison.Ordinal)
        && member switch
        {
            MethodInfo { IsSpecialName: true } method => method.Name.StartsWith("op_", StringComparison.Ordinal),
            MethodBase method => IsPublicApi(method),
            FieldInfo field => !field.IsSpecialName
                && (field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed)),
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsPublicApi),
            EventInfo one => IsPublicApi(one.AddMethod!),
            _ => false,
        };

    private static bool IsPublicApi(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
            return NameOf(type.GetElementType()!);
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        string name =
            type.IsGenericParameter ? type.Name
            : type.IsNested ? $"{NameOf(type.DeclaringType!)}.{type.Name}"
            : $"{type.Namespace}.{type.Name}";
        return name.IndexOf('`', StringComparison.Ordinal) is int tick and > 0
            ? $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : name;
    }

    private static string Text(object? value) =>
        value is string text ? $"\"{text}\""
        : value is null ? "null"
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
