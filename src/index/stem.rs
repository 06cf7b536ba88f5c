//! Stems: which words are forms of one another, decided when the index is built.
//!
//! A stem is a name for a group of words, never shown. It is made from a word with its accents, which
//! the stemmers need, and is folded afterwards. The stemmers are Snowball's, unmodified; before them
//! run rules for what measuring showed them to miss, Portuguese plurals first: Snowball alone keeps
//! `cartão` apart from `cartões` and `nível` from `níveis`.

use rust_stemmers::{Algorithm, Stemmer};

use super::fold::plain;

/// Makes stems in one language.
pub(super) struct Stems {
    stemmer: Option<Stemmer>,
    singular: fn(&str) -> Option<String>,
}

impl Stems {
    /// The rules of a primary language subtag; where there are none, a word is its own stem.
    pub(super) fn of(language: &str) -> Stems {
        let algorithm = match language {
            "ar" => Some(Algorithm::Arabic),
            "da" => Some(Algorithm::Danish),
            "de" => Some(Algorithm::German),
            "el" => Some(Algorithm::Greek),
            "en" => Some(Algorithm::English),
            "es" => Some(Algorithm::Spanish),
            "fi" => Some(Algorithm::Finnish),
            "fr" => Some(Algorithm::French),
            "hu" => Some(Algorithm::Hungarian),
            "it" => Some(Algorithm::Italian),
            "nb" | "nn" | "no" => Some(Algorithm::Norwegian),
            "nl" => Some(Algorithm::Dutch),
            "pt" => Some(Algorithm::Portuguese),
            "ro" => Some(Algorithm::Romanian),
            "ru" => Some(Algorithm::Russian),
            "sv" => Some(Algorithm::Swedish),
            "ta" => Some(Algorithm::Tamil),
            "tr" => Some(Algorithm::Turkish),
            _ => None,
        };
        let singular = match language {
            "pt" => portuguese_singular,
            "fr" => french_singular,
            "es" => spanish_singular,
            "de" => german_singular,
            _ => |_: &str| None,
        };
        Stems { stemmer: algorithm.map(Stemmer::create), singular }
    }

    /// The stem of a word in lower case, with its accents.
    pub(super) fn stem(&self, lower: &str) -> String {
        let is_word = lower.chars().all(char::is_alphabetic);
        let Some(stemmer) = self.stemmer.as_ref().filter(|_| is_word) else {
            return plain(lower).into_owned();
        };
        let singular = (self.singular)(lower);
        let stem = stemmer.stem(singular.as_deref().unwrap_or(lower));
        plain(&stem).into_owned()
    }
}

/// Replaces an ending where at least `least` characters stand before it.
fn replace_ending(word: &str, rules: &[(&str, usize, &str)]) -> Option<String> {
    for &(ending, least, replacement) in rules {
        if let Some(root) = word.strip_suffix(ending)
            && root.chars().count() >= least
        {
            return Some(format!("{root}{replacement}"));
        }
    }
    None
}

/// The plural rules of Portuguese (Cunha and Cintra, chapter 8), and the same without accents, as
/// people type them.
fn portuguese_singular(word: &str) -> Option<String> {
    const RULES: &[(&str, usize, &str)] = &[
        ("ções", 1, "ção"),
        ("coes", 1, "ção"),
        ("sões", 1, "são"),
        ("ssoes", 1, "ssão"),
        ("ões", 2, "ão"),
        ("ães", 2, "ão"),
        ("ãos", 2, "ão"),
        ("cao", 2, "ção"),
        ("sao", 2, "são"),
        ("éis", 2, "el"),
        ("veis", 1, "vel"),
        ("neis", 2, "nel"),
        ("peis", 2, "pel"),
        ("eis", 2, "il"),
        ("ais", 2, "al"),
        ("óis", 2, "ol"),
        ("ois", 4, "ol"),
        ("uis", 2, "ul"),
        ("is", 4, "il"),
        ("ens", 2, "em"),
        ("ns", 2, "m"),
        ("res", 3, "r"),
        ("zes", 2, "z"),
        ("os", 2, "o"),
        ("as", 2, "a"),
        ("es", 3, "e"),
    ];
    const EXCEPTIONS: &[&str] = &["mais", "jamais", "dois", "depois", "seis", "cais", "pois", "reis", "leis"];
    if EXCEPTIONS.contains(&word) {
        return None;
    }
    replace_ending(word, RULES)
}

/// German plurals that replace the ending of the singular, those in `-s` behind a vowel, which Snowball keeps
/// (`Kinos`, `Kameras`), and those in `-eln`.
fn german_singular(word: &str) -> Option<String> {
    const RULES: &[(&str, usize, &str)] = &[
        ("konten", 0, "konto"),
        ("risiken", 0, "risiko"),
        ("salden", 0, "saldo"),
        ("firmen", 0, "firma"),
        ("themen", 0, "thema"),
        ("schemata", 0, "schema"),
        ("museen", 0, "museum"),
        ("zentren", 0, "zentrum"),
        ("kriterien", 0, "kriterium"),
        ("medien", 0, "medium"),
        ("innen", 0, "in"),
        ("taxis", 0, "taxi"),
        // An adjective's ending, not a plural: `kostenlos`.
        ("los", 0, "los"),
        ("os", 2, "o"),
        ("as", 3, "a"),
        ("ys", 2, "y"),
        ("eln", 2, "el"),
    ];
    replace_ending(word, RULES)
}

/// French plurals in `-aux`, the `x` of `-eux`, `-eaux` and `-oux`, and the `s` behind `a`, `i`, `o` and
/// `u`, which Snowball keeps (`menus`, `vidéos`).
fn french_singular(word: &str) -> Option<String> {
    const RULES: &[(&str, usize, &str)] = &[
        ("travaux", 0, "travail"),
        ("vitraux", 0, "vitrail"),
        ("émaux", 0, "émail"),
        ("coraux", 0, "corail"),
        ("yaux", 1, "yau"),
        ("œux", 1, "œu"),
        ("eaux", 2, "eau"),
        ("aux", 2, "al"),
        ("eux", 1, "eu"),
        ("oux", 2, "ou"),
        ("as", 4, "a"),
        ("is", 2, "i"),
        ("os", 3, "o"),
        ("us", 3, "u"),
    ];
    const EXCEPTIONS: &[&str] = &["mois", "fois", "bois", "trois", "puis", "depuis", "jamais", "mais"];
    if EXCEPTIONS.contains(&word) {
        return None;
    }
    replace_ending(word, RULES)
}

/// Spanish plurals in `-ces` (`veces`), `-iones` without the accent of the singular, and `-es` behind
/// the consonants that nouns end with: Snowball takes more from their singulars (`mujer`, `ciudad`).
fn spanish_singular(word: &str) -> Option<String> {
    const RULES: &[(&str, usize, &str)] = &[
        ("ces", 2, "z"),
        ("iones", 2, "ión"),
        ("ion", 2, "ión"),
        ("des", 2, "d"),
        ("res", 3, "r"),
        ("les", 3, "l"),
        ("nes", 3, "n"),
    ];
    replace_ending(word, RULES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn pairs(language: &str, list: &str, at_least: usize) {
        let stems = Stems::of(language);
        let apart: Vec<&str> = list
            .split_whitespace()
            .filter(|pair| {
                let (one, many) = pair.split_once('/').unwrap();
                stems.stem(one) != stems.stem(many)
            })
            .collect();
        let all = list.split_whitespace().count();
        assert!(all - apart.len() >= at_least, "{} of {all} apart: {apart:?}", apart.len());
    }

    #[test]
    fn portuguese_plurals() {
        let list = "cartão/cartões configuração/configurações senha/senhas erro/erros nível/níveis \
            papel/papéis canal/canais perfil/perfis arquivo/arquivos imagem/imagens mensagem/mensagens \
            usuário/usuários administrador/administradores valor/valores luz/luzes vez/vezes mês/meses \
            país/países pão/pães mão/mãos opção/opções versão/versões permissão/permissões \
            conexão/conexões padrão/padrões botão/botões lençol/lençóis azul/azuis fácil/fáceis \
            possível/possíveis disponível/disponíveis item/itens álbum/álbuns jovem/jovens cor/cores \
            servidor/servidores pedido/pedidos conta/contas loja/lojas página/páginas móvel/móveis \
            configuracao/configurações";
        pairs("pt", list, list.split_whitespace().count());
    }

    #[test]
    fn spanish_plurals() {
        let list = "configuración/configuraciones contraseña/contraseñas error/errores vez/veces luz/luces \
            imagen/imágenes usuario/usuarios administrador/administradores país/países mes/meses \
            versión/versiones canal/canales nivel/niveles botón/botones sesión/sesiones página/páginas \
            archivo/archivos pedido/pedidos tienda/tiendas papel/papeles razón/razones color/colores";
        pairs("es", list, list.split_whitespace().count() - 1);
    }

    #[test]
    fn french_plurals() {
        let list = "erreur/erreurs journal/journaux canal/canaux réseau/réseaux niveau/niveaux \
            configuration/configurations compte/comptes page/pages local/locaux fichier/fichiers jeu/jeux \
            mot/mots animal/animaux bureau/bureaux utilisateur/utilisateurs image/images prix/prix";
        pairs("fr", list, list.split_whitespace().count());
    }

    #[test]
    fn german_plurals() {
        let list = "Fehler/Fehlern Einstellung/Einstellungen Konto/Konten Kunde/Kunden Seite/Seiten \
            Bild/Bilder Server/Servern Datei/Dateien Benutzer/Benutzern Passwort/Passwörter \
            Kennwort/Kennwörter Produkt/Produkte Bestellung/Bestellungen Modul/Module Katalog/Kataloge \
            Buch/Bücher Haus/Häuser Server/Servers Preis/Preise Rabatt/Rabatte \
            Konto/Konten Kundenkonto/Kundenkonten Risiko/Risiken Thema/Themen";
        pairs("de", &list.to_lowercase(), list.split_whitespace().count() - 1);
    }

    #[test]
    fn everyday_plurals_in_portuguese() {
        let list = "coração/corações limão/limões animal/animais hotel/hotéis anel/anéis farol/faróis \
            funil/funis réptil/répteis homem/homens nuvem/nuvens fim/fins bom/bons flor/flores \
            mulher/mulheres rapaz/rapazes voz/vozes cruz/cruzes gás/gases inglês/ingleses irmão/irmãos \
            cidadão/cidadãos alemão/alemães cão/cães órfão/órfãos lápis/lápis casa/casas dia/dias \
            filho/filhos chave/chaves noite/noites jornal/jornais pastel/pastéis difícil/difíceis \
            útil/úteis jardim/jardins ator/atores";
        pairs("pt", list, 34);
    }

    #[test]
    fn everyday_plurals_in_spanish() {
        let list = "casa/casas perro/perros mujer/mujeres flor/flores ciudad/ciudades pared/paredes \
            lápiz/lápices voz/voces pez/peces cruz/cruces actriz/actrices camión/camiones \
            canción/canciones avión/aviones jardín/jardines joven/jóvenes orden/órdenes examen/exámenes \
            inglés/ingleses autobús/autobuses ley/leyes rey/reyes reloj/relojes hotel/hoteles \
            árbol/árboles animal/animales hospital/hospitales café/cafés mano/manos noche/noches \
            llave/llaves coche/coches calle/calles señor/señores profesor/profesores habitación/habitaciones";
        pairs("es", list, 34);
    }

    #[test]
    fn everyday_plurals_in_french() {
        let list = "maison/maisons cheval/chevaux bateau/bateaux gâteau/gâteaux chapeau/chapeaux \
            hôpital/hôpitaux général/généraux cadeau/cadeaux oiseau/oiseaux château/châteaux eau/eaux \
            feu/feux cheveu/cheveux neveu/neveux voix/voix nez/nez bras/bras fille/filles garçon/garçons \
            homme/hommes femme/femmes enfant/enfants voiture/voitures clé/clés école/écoles ami/amis \
            amie/amies fleur/fleurs rue/rues ville/villes travail/travaux vitrail/vitraux bijou/bijoux \
            genou/genoux tableau/tableaux jardin/jardins";
        pairs("fr", list, 34);
        let list = "manteau/manteaux morceau/morceaux tuyau/tuyaux lieu/lieux vœu/vœux tribunal/tribunaux \
            signal/signaux terminal/terminaux émail/émaux corail/coraux caillou/cailloux trou/trous \
            numéro/numéros piano/pianos pays/pays";
        pairs("fr", list, list.split_whitespace().count());
    }

    #[test]
    fn everyday_plurals_in_german() {
        let list = "Hund/Hunde Katze/Katzen Kind/Kinder Mann/Männer Frau/Frauen Haus/Häuser Baum/Bäume \
            Stadt/Städte Hand/Hände Auto/Autos Tisch/Tische Stuhl/Stühle Blume/Blumen Straße/Straßen \
            Freund/Freunde Freundin/Freundinnen Tag/Tage Nacht/Nächte Woche/Wochen Jahr/Jahre \
            Schlüssel/Schlüssel Tür/Türen Fenster/Fenster Zimmer/Zimmer Buch/Bücher Wort/Wörter \
            Zeitung/Zeitungen Brief/Briefe Apfel/Äpfel Vogel/Vögel Schule/Schulen Lehrer/Lehrer \
            Arzt/Ärzte Museum/Museen Hotel/Hotels Zentrum/Zentren";
        pairs("de", &list.to_lowercase(), 34);
        let list = "Brief/Briefe Fluss/Flüsse Gast/Gäste Kopf/Köpfe Land/Länder Blatt/Blätter Glas/Gläser \
            Maus/Mäuse Regel/Regeln Formel/Formeln Nummer/Nummern Rechnung/Rechnungen Lösung/Lösungen \
            Möglichkeit/Möglichkeiten Student/Studenten Kino/Kinos Taxi/Taxis Kamera/Kameras Hobby/Hobbys \
            Video/Videos Büro/Büros Ergebnis/Ergebnisse Preis/Preise kostenlos/kostenlose";
        pairs("de", &list.to_lowercase(), list.split_whitespace().count());
    }

    #[test]
    fn codes_and_unknown_languages_are_their_own_stems() {
        assert_eq!(Stems::of("en").stem("err_connections"), "err_connections");
        assert_eq!(Stems::of("xx").stem("pässe"), "passe");
    }
}
