using Mono.Cecil;

namespace TrafficRouting.Packages.Tests.Folders;

/// <summary>The types of an assembly that a type of it uses, by what is compiled: bases, signatures and what the code names.</summary>
internal sealed class TypeUses
{
    private readonly HashSet<TypeDefinition> _uses = [];

    /// <summary>Gets the outermost types that a type and those inside it use.</summary>
    public static IEnumerable<TypeDefinition> Of(TypeDefinition type)
    {
        var uses = new TypeUses();
        uses.AddAll(type);
        return uses._uses.Select(Outermost).Distinct().Where(used => used != type);
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private void AddAll(TypeDefinition type)
    {
        Add(type.BaseType);
        foreach (var used in type.Interfaces)
            Add(used.InterfaceType);
        foreach (var field in type.Fields)
            Add(field.FieldType);
        foreach (var method in type.Methods)
            AddAll(method);
        foreach (var nested in type.NestedTypes)
            AddAll(nested);
    }

    private void AddAll(MethodDefinition method)
    {
        Add(method.ReturnType);
        foreach (var parameter in method.Parameters)
            Add(parameter.ParameterType);
        foreach (var instruction in method.HasBody ? method.Body.Instructions : [])
        {
            // What a called method returns is not named by the caller.
            Add(instruction.Operand as TypeReference, (instruction.Operand as MemberReference)?.DeclaringType);
            if (instruction.Operand is GenericInstanceMethod generic)
                Add([.. generic.GenericArguments]);
        }
    }

    private void Add(params ReadOnlySpan<TypeReference?> types)
    {
        foreach (var type in types)
        {
            if (type is GenericInstanceType generic)
                Add([.. generic.GenericArguments]);
            if (type is TypeSpecification specification)
                Add(specification.ElementType);
            else if (type is TypeDefinition definition)
                _uses.Add(definition);
        }
    }
}
