//! What a host asks of programs: `/robots.txt` (RFC 9309), as far as prefixes go.

/// The paths that we may not ask for, and those that we may all the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Robots {
    /// Prefixes, with whether they are allowed.
    rules: Vec<(String, bool)>,
}

impl Robots {
    /// Reads a file: the group for `agent`, else the one for everybody.
    pub(super) fn read(text: &str, agent: &str) -> Robots {
        let (mut own, mut everybody) = (None::<Vec<(String, bool)>>, Vec::new());
        let (mut is_own, mut is_everybody, mut in_agents) = (false, false, false);
        for line in text.lines().take(10_000) {
            let line = line.split('#').next().unwrap_or("");
            let Some((field, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match field.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if !in_agents {
                        (is_own, is_everybody) = (false, false);
                    }
                    in_agents = true;
                    is_own |= value.eq_ignore_ascii_case(agent);
                    is_everybody |= value == "*";
                    if is_own {
                        own.get_or_insert_default();
                    }
                }
                rule @ ("allow" | "disallow") => {
                    in_agents = false;
                    // A rule without a path says nothing; what stands behind a `*` is not looked at.
                    let path = value.split(['*', '$']).next().unwrap_or("");
                    if path.is_empty() {
                        continue;
                    }
                    let rule = (path.to_owned(), rule == "allow");
                    if is_own {
                        own.get_or_insert_default().push(rule.clone());
                    }
                    if is_everybody {
                        everybody.push(rule);
                    }
                }
                _ => {}
            }
        }
        Robots { rules: own.unwrap_or(everybody) }
    }

    /// Whether we may ask for a path: the longest rule decides, and of two as long the one that allows.
    pub(super) fn allow(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(prefix, _)| path.starts_with(prefix.as_str()));
        matching.max_by_key(|(prefix, allowed)| (prefix.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_of_our_group_decides() {
        let text = "User-agent: *\nDisallow: /private # all of it\nAllow: /private/open\n\n\
                    User-agent: other\nUser-agent: AJUDA\nDisallow: /ours\nDisallow:\n";
        let everybody = Robots::read(text, "somebody");
        assert!(
            !everybody.allow("/private/x") && everybody.allow("/private/open/x") && everybody.allow("/ours")
        );
        let ours = Robots::read(text, "ajuda");
        assert!(!ours.allow("/ours/x") && ours.allow("/private/x"));
        assert!(Robots::read("<html>not found</html>", "ajuda").allow("/"));
    }
}
