using System.Reflection;
using System.Text;

namespace TrafficRouting.TestKit;

internal static class PublicApiWriter
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static void Write(StringBuilder text, Type type)
    {
        text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type, null));
        var bases = Bases(type).ToList();
        if (bases.Count > 0)
            text.Append(" : ").AppendJoin(", ", bases);
        text.Append('\n');
        foreach (var line in Members(type).Order(StringComparer.Ordinal))
            text.Append("    ").Append(line).Append('\n');
        text.Append('\n');
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
            yield break;
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            yield return Name(parent, null);
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        foreach (var contract in type.GetInterfaces().Except(inherited).Where(i => i.IsPublic).Select(i => Name(i, null)).Order(StringComparer.Ordinal))
            yield return contract;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), null)}");
        return type.GetMembers(All).Where(Visible).Select(Describe).OfType<string>();
    }

    private static bool Visible(MemberInfo member) => member switch
    {
        MethodInfo method => !method.IsSpecialName && Visible(method) && !member.Name.Contains('<', StringComparison.Ordinal),
        ConstructorInfo constructor => !constructor.IsStatic && Visible(constructor),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => Visible(property.GetMethod) || Visible(property.SetMethod),
        EventInfo @event => Visible(@event.AddMethod),
        _ => false,
    };

    private static bool Visible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo c => $"{Access(c)}.ctor({Parameters(c)})",
        MethodInfo m => $"{Access(m)}{Modifier(m)}{Name(m.ReturnType, Nullability.Create(m.ReturnParameter))} {m.Name}{Generics(m)}({Parameters(m)})",
        PropertyInfo p => $"{Modifier((p.GetMethod ?? p.SetMethod)!)}{Name(p.PropertyType, Nullability.Create(p))} {p.Name} {{ {Accessors(p)}}}",
        FieldInfo f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : string.Empty)}{Name(f.FieldType, Nullability.Create(f))} {f.Name}",
        EventInfo e => $"event {Name(e.EventHandlerType!, null)} {e.Name}",
        _ => null,
    };

    private static string Access(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static string Modifier(MethodInfo method)
    {
        if (method.IsStatic)
            return "static ";
        if (method.DeclaringType!.IsInterface)
            return string.Empty;
        if (method.IsAbstract)
            return "abstract ";
        return method.IsVirtual && !method.IsFinal ? (method.GetBaseDefinition() == method ? "virtual " : "override ") : string.Empty;
    }

    private static string Accessors(PropertyInfo property)
    {
        var get = Visible(property.GetMethod) ? "get; " : string.Empty;
        if (!Visible(property.SetMethod))
            return get;
        var init = property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");
        return get + (init ? "init; " : "set; ");
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : string.Empty;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsOut ? "out " : p.IsIn ? "in " : p.ParameterType.IsByRef ? "ref " : string.Empty)}{Name(p.ParameterType, Nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "null"}" : string.Empty)}"));

    private static string Name(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!, nullability?.ElementType ?? nullability);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying, null) + "?";
        var mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : string.Empty;
        if (type.IsArray)
            return Name(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        if (!type.IsGenericType)
            return (type.IsNested && !type.IsGenericParameter ? type.DeclaringType!.Name + "." : string.Empty) + type.Name + mark;
        var arguments = type.GetGenericArguments();
        var inner = arguments.Select((a, i) => Name(a, nullability?.GenericTypeArguments.ElementAtOrDefault(i)));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", inner)}>{mark}";
    }
}
