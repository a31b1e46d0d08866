using Microsoft.OData.Edm;
using Reporting.Engine.Feed;

namespace Reporting.Api.OData;

/// <summary>The entity data model of the feed's sets.</summary>
internal sealed class ODataModel
{
    public const string Namespace = "Reporting";

    private readonly Dictionary<string, IEdmEntitySet> _byName = [];

    public ODataModel(EntitySets sets)
    {
        Sets = sets;
        var model = new EdmModel();
        var container = model.AddEntityContainer(Namespace, "Container");
        var types = sets.All.ToDictionary(s => s.Name, s => Type(model, s));
        foreach (var set in sets.All)
        {
            _byName[set.Name] = container.AddEntitySet(set.Name, types[set.Name]);
        }

        foreach (var (set, navigation) in sets.All.SelectMany(s => s.Navigations.Select(n => (s, n))))
        {
            var property = types[set.Name].AddUnidirectionalNavigation(new EdmNavigationPropertyInfo
            {
                Name = navigation.Name,
                Target = types[navigation.Target],
                TargetMultiplicity = navigation.IsNullable ? EdmMultiplicity.ZeroOrOne : EdmMultiplicity.One,
                DependentProperties = [(IEdmStructuralProperty)types[set.Name].FindProperty(navigation.Property)],
                PrincipalProperties = [types[navigation.Target].DeclaredKey.Single()],
            });
            ((EdmEntitySet)_byName[set.Name]).AddNavigationTarget(property, _byName[navigation.Target]);
        }

        Edm = model;
        Documents = new ODataDocuments(this);
    }

    public ODataDocuments Documents { get; }

    public IEdmModel Edm { get; }

    public EntitySets Sets { get; }

    public IEdmEntitySet Set(string name) => _byName[name];

    private static EdmEntityType Type(EdmModel model, EntitySet set)
    {
        var type = model.AddEntityType(Namespace, set.TypeName);
        foreach (var property in set.Properties)
        {
            var added = type.AddStructuralProperty(property.Name, Of(property));
            if (property == set.Key)
            {
                type.AddKeys(added);
            }
        }

        return type;
    }

    private static IEdmTypeReference Of(FeedProperty property)
    {
        var edm = EdmCoreModel.Instance;
        return property.Kind switch
        {
            FeedPropertyType.Whole => edm.GetInt32(property.IsNullable),
            FeedPropertyType.Long => edm.GetInt64(property.IsNullable),
            // Without a scale, clients would read decimals as whole numbers.
            FeedPropertyType.Decimal => edm.GetDecimal(precision: null, scale: property.Divisor == 100 ? 2 : 10, property.IsNullable),
            FeedPropertyType.Real => edm.GetDouble(property.IsNullable),
            FeedPropertyType.Day => edm.GetDate(property.IsNullable),
            FeedPropertyType.Instant => edm.GetTemporal(EdmPrimitiveTypeKind.DateTimeOffset, property.IsNullable),
            FeedPropertyType.Flag => edm.GetBoolean(property.IsNullable),
            FeedPropertyType.Texts => EdmCoreModel.GetCollection(edm.GetString(false)),
            _ => edm.GetString(property.IsNullable),
        };
    }
}
